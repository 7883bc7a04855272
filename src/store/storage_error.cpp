#include "storage_error.hpp"

#include <cerrno>
#include <new>

#include <sqlite3.h>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

namespace aftercourse {

namespace {

/// What the operating system said when a file was last written in vain.
int write_error(sqlite3_file* file) {
  int number = 0;
  if (file && file->pMethods) file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &number);
  return number;
}

/// A quota and a limit on the size of files stop a write as a full disk does; to SQLite they are I/O errors,
/// of the file itself or of its log.
bool is_out_of_room(sqlite3* db) {
  for (const int which : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
    sqlite3_file* file = nullptr;
    sqlite3_file_control(db, "main", which, &file);
    const int number = write_error(file);
    if (number == ENOSPC || number == EDQUOT || number == EFBIG) return true;
  }
  return false;
}

} // namespace

void throw_as_error(const SQLite::Exception& e, sqlite3* db, const std::string& file) {
  // In a damaged file SQLite quotes what it found there, which may be no text.
  const std::string said = invalid_utf8(e.what()) ? "" : std::string(" (SQLite: ") + e.what() + ")";
  const std::string damaged = "the file is damaged; restore a backup" + said;
  switch (e.getErrorCode() & 0xff) {
  case SQLITE_NOTADB:
    throw CorruptError("AC6001", "the file is not an aftercourse file" + said, file);
  case SQLITE_CORRUPT:
  case SQLITE_ERROR: // our SQL is fixed, so it is the tables that are not as they should be
  case SQLITE_CONSTRAINT:
  case SQLITE_MISMATCH:
    throw CorruptError("AC6002", damaged, file);
  case SQLITE_READONLY:
  case SQLITE_PERM:
  case SQLITE_AUTH:
    throw ReadOnly("AC6005", "the file or its folder may not be written" + said, file);
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    throw Busy("AC6006", "another process is writing; try again" + said, file);
  case SQLITE_FULL:
    throw Full("AC6011", "there is no room left; nothing was recorded" + said, file);
  case SQLITE_TOOBIG:
    throw LimitError("AC6012", "a text is longer than the file can hold" + said, file);
  case SQLITE_NOMEM:
    throw std::bad_alloc();
  case SQLITE_IOERR:
    if (db && is_out_of_room(db))
      throw Full("AC6011", "there is no room left; nothing was recorded" + said, file);
    break;
  default:
    break;
  }
  throw StorageError("AC6007", "the file cannot be read or written" + said, file);
}

} // namespace aftercourse

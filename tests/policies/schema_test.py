"""Every policy file in the folders given is valid under the published JSON Schema.

usage: schema_test.py policy.schema.json folder...

Exits with 77 (skipped) where the packages `jsonschema` and `PyYAML` are not there.
"""

import json
import sys
from pathlib import Path

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)


class Loader(yaml.SafeLoader):
    """YAML as an editor sees it: dates stay texts."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def place(error: jsonschema.ValidationError) -> str:
    return "/".join(str(step) for step in error.absolute_path) or "(whole file)"


def main(schema_file: str, folders: list[str]) -> int:
    schema = json.loads(Path(schema_file).read_text(encoding="utf-8"))
    validator_class = jsonschema.validators.validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)
    files = sorted(file for folder in folders for file in Path(folder).glob("*.yaml"))
    if not files:
        print("no policy files found")
        return 1
    faults = 0
    for file in files:
        policy = yaml.load(file.read_text(encoding="utf-8"), Loader)
        for error in sorted(validator.iter_errors(policy), key=lambda e: list(map(str, e.absolute_path))):
            faults += 1
            print(f"{file.name}: {place(error)}: {error.message[:200]}")
    print(f"{len(files)} policy files, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))

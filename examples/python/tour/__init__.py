"""The parts of demo.py: a fictional company, lecture ratings, The Carpentries."""

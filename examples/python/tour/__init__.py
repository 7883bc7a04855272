"""The parts of demo.py: a fictional company, its onboarding, lecture ratings, The Carpentries, an experiment."""

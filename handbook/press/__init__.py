"""The press: what turns pages into paper, and what a sheet of paper needs to know of its age."""

"""From a rule set to a program: names, types, units, grounds and days; then the checks of the whole program."""

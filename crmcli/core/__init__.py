"""Pure rules: values in, values out. Standard library and dateutil only."""

"""Reports: figures over a period, gathered from the tables of several features. Nothing here writes."""

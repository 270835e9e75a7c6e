"""The reference portal backend: patients' side, staff's side, one change feed, one journal."""

"""Speed, each figure beside its floor or its goal in the same run. See bench/README.md."""

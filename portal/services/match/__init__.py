"""Whether two descriptions are of one person: compared field by field, weighed, explained.

`people` reads who somebody is, `levels` compares, `weights` says what each agreement is worth,
`verdict` gives the band and what stops it, `keys` and `index` find the charts worth comparing.
Pure rules: no database, no clock. `docs/matching.md` says how the weights came about.
"""

"""The computer we run on: what ends, shields and watches the process in which patients' data lie (security T2, T4)."""

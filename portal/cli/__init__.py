"""The commands of `portal-server`, one module each; `portal.__main__` names them."""

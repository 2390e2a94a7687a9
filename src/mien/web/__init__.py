"""The web app: pages for people and an HTTP API for programs.

May import services, bootstrap, settings and core; never a capability (vision, catalog, recommend).
"""

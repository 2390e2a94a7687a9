"""The JSON form of every value, said once: for the API, the command line and the export.

Each form is a Pydantic model whose `of` makes it from the value; the API's OpenAPI document is made
from the same models. May import core and the values of other services.
"""

"""Route files: reading them line by line, and bringing what they say into the database."""

from handlers.imports.bring_in import Summary, import_routes
from handlers.imports.route_file import ParsedFile, Rejection, RouteFileError, RouteLine, read_route_file

__all__ = [
    "ParsedFile",
    "Rejection",
    "RouteFileError",
    "RouteLine",
    "Summary",
    "import_routes",
    "read_route_file",
]

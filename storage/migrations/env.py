"""How alembic runs here: always on a connection it is handed by storage.migrate."""

from typing import Any, Literal

from alembic import context

from storage.crypto import SealedJson, SealedText
from storage.models import Base, UtcDateTime


def plain_types(kind: str, item: Any, _autogenerate: Any) -> str | Literal[False]:
    """Migrations name the database's types, not ours, which may change later."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, SealedJson | SealedText):
        return "sa.LargeBinary()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=plain_types,
)
with context.begin_transaction():
    context.run_migrations()

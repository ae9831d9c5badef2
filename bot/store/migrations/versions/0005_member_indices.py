"""Indices by member, so that what is kept of one person is found and deleted at once."""

from alembic import op

revision = "0005"
down_revision = "0004"

_INDICES = (
    ("names_of_a_member", "members", "user_id"),
    ("rounds_of_a_host", "rounds", "host_id"),
    ("hints_of_a_member", "hints_taken", "user_id"),
    ("teams_of_a_member", "round_members", "user_id"),
    ("reports_of_a_member", "reports", "user_id"),
    ("reports_decided_by_a_member", "reports", "decided_by"),
    ("opt_outs_of_a_member", "opted_out", "user_id"),
    ("changes_of_a_member", "changes", "user_id"),
)


def upgrade() -> None:
    for name, table, column in _INDICES:
        op.create_index(name, table, [column])

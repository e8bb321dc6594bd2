"""secret homes that were replaced, and who changed a person, a place on a team or a meeting last

What was replaced before this was kept nowhere, so there is nothing to carry over; who changed a row
is known from the next change on.
"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

CHANGED = ('episode_people', 'team_members', 'reviews')


def upgrade():
    _add('episode_people', sa.Column('once_secret', sa.JSON(), nullable=False, server_default='[]'))
    for table in CHANGED:
        _add(
            table, sa.Column('changed_by', sa.String(200), nullable=False, server_default='')
        )


def _add(table, column):
    op.add_column(table, column)
    if op.get_bind().dialect.name == 'postgresql':
        op.alter_column(table, column.name, server_default=None)


def downgrade():
    for table in reversed(CHANGED):
        op.drop_column(table, 'changed_by')
    op.drop_column('episode_people', 'once_secret')

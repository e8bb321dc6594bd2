"""who is kept out of a family because its people were found to be the same as others

Who stepped aside so far did so by their own word.
"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

TABLES = ('family_conflicts', 'episode_conflicts')


def upgrade():
    for table in TABLES:
        op.add_column(
            table,
            sa.Column('is_by_match', sa.Boolean(), nullable=False, server_default=sa.false()),
        )


def downgrade():
    for table in TABLES:
        op.execute(f'DELETE FROM {table} WHERE is_by_match')
        op.drop_column(table, 'is_by_match')

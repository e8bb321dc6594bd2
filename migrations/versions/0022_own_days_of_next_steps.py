"""which next steps have a day of their own

The others have the hub's usual time after the answer, which for a decision is its sign-off. What
was written before keeps the day it has.
"""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        'next_steps',
        sa.Column('is_dated', sa.Boolean(), nullable=False, server_default=sa.true()),
    )


def downgrade():
    op.drop_column('next_steps', 'is_dated')

"""days of next steps, danger in the open queue, who is kept from reading without knowing

The others have the hub's usual time after the answer, which for a decision is its sign-off. What
was written before keeps the day it has. Answered contacts about which somebody says that there may
be danger now are in the open queue. Who is kept from a contact so far is so by their own word, or
by a match. An answer says why its parts stand that do not fit each other.
"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

ANSWERED = "('advised', 'decided', 'closed')"


def upgrade():
    op.add_column(
        'next_steps',
        sa.Column('is_dated', sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    for table in ('advice', 'threshold_decisions'):
        op.add_column(
            table, sa.Column('despite_why', sa.Text(), nullable=False, server_default='')
        )
    op.add_column('family_conflicts', sa.Column('kept_by', sa.String(length=40), nullable=True))
    op.execute(
        f"UPDATE contacts SET is_open = true WHERE status IN {ANSWERED} AND id IN "
        "(SELECT contact_id FROM disagreements WHERE at_risk_now <> 'no' "
        "AND status IN ('waiting', 'answered'))"
    )


def downgrade():
    op.execute(f"UPDATE contacts SET is_open = false WHERE is_open AND status IN {ANSWERED}")
    op.execute("DELETE FROM family_conflicts WHERE kept_by = 'record'")
    op.drop_column('family_conflicts', 'kept_by')
    for table in ('advice', 'threshold_decisions'):
        op.drop_column(table, 'despite_why')
    op.drop_column('next_steps', 'is_dated')

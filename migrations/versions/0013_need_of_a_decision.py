"""the main need that a decision answers, of the hub's list of codes

Decisions made before keep none: nobody was asked.
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('threshold_decisions', sa.Column('need_code', sa.String(length=10), nullable=True))


def downgrade():
    op.drop_column('threshold_decisions', 'need_code')

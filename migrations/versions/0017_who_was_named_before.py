"""who else was named to answer a stage of a disagreement, before somebody else was

Whoever was named and wrote an answer meanwhile still finds the page, with their words on it. Of
stages that began before this only the last who was named is known, as until now.
"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        'disagreement_rounds',
        sa.Column('named_before', sa.JSON(), server_default='[]', nullable=False),
    )


def downgrade():
    op.drop_column('disagreement_rounds', 'named_before')

"""for which agency somebody is on a team around a family

Who is on a team today is there in every role of theirs at an agency, as until now: nobody asked.
"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('team_members', sa.Column('organisation_id', sa.Uuid(), nullable=True))


def downgrade():
    op.drop_column('team_members', 'organisation_id')

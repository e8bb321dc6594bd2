"""an index for whether somebody has stepped aside from anything, asked when a queue has changed"""

from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade():
    op.create_index('ix_family_conflicts_account_id', 'family_conflicts', ['account_id'])


def downgrade():
    op.drop_index('ix_family_conflicts_account_id', table_name='family_conflicts')

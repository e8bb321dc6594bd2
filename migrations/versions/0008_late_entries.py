"""late entries: what reached the hub another way, and when it truly came"""

import sqlalchemy as sa
from alembic import op

import portal.models.base

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('late_entries',
    sa.Column('how', sa.Enum('paper', 'phone', 'in_person', 'other', name='howreceived', native_enum=False, length=40), nullable=False),
    sa.Column('received_by', sa.String(length=200), nullable=False),
    sa.Column('sender_name', sa.String(length=200), nullable=False),
    sa.Column('sender_role', sa.String(length=200), nullable=False),
    sa.Column('sender_organisation', sa.String(length=200), nullable=False),
    sa.Column('sender_phone', sa.String(length=200), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('account_name', sa.String(length=200), nullable=False),
    sa.Column('entered_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_late_entries_account_id')),
    sa.ForeignKeyConstraint(['hub_id', 'contact_id'], ['contacts.hub_id', 'contacts.id'], name=op.f('fk_late_entries_hub_id_contact_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_late_entries'))
    )
    with op.batch_alter_table('late_entries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_late_entries_contact_id'), ['contact_id'], unique=False)

    op.add_column('contacts', sa.Column('received_at', portal.models.base.UtcDateTime(timezone=True), nullable=True))


def downgrade():
    op.drop_column('contacts', 'received_at')
    with op.batch_alter_table('late_entries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_late_entries_contact_id'))

    op.drop_table('late_entries')

"""Domestic abuse advice: frozen evidence, children as victims, MARAC referrals."""

import sqlalchemy as sa
from alembic import op

import portal.models.base

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('abuse_assessments',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('victim_age', sa.Enum('adult', 'sixteen', 'child', 'not_known', name='victimage', native_enum=False, length=40), nullable=True),
    sa.Column('tool', sa.Enum('dash', 'dara', 'other', 'none', name='risktool', native_enum=False, length=40), nullable=True),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('topics', sa.JSON(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('criteria', sa.JSON(), nullable=False),
    sa.Column('evidence', sa.JSON(), nullable=False),
    sa.Column('how_soon', sa.Enum('now', 'sameday', 'days', 'routine', name='urgency', native_enum=False, length=40), nullable=False),
    sa.Column('may_be_seen', sa.Boolean(), nullable=False),
    sa.Column('given_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'contact_id'], ['contacts.hub_id', 'contacts.id'], name=op.f('fk_abuse_assessments_hub_id_contact_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_abuse_assessments')),
    sa.UniqueConstraint('contact_id', name=op.f('uq_abuse_assessments_contact_id'))
    )
    op.create_table('abuse_victims',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('is_victim', sa.Boolean(), nullable=False),
    sa.Column('sees', sa.Enum('yes', 'no', 'not_known', name='answer', native_enum=False, length=40), nullable=True),
    sa.Column('related', sa.Enum('yes', 'no', 'not_known', name='answer', native_enum=False, length=40), nullable=True),
    sa.Column('how', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'contact_id'], ['contacts.hub_id', 'contacts.id'], name=op.f('fk_abuse_victims_hub_id_contact_id')),
    sa.ForeignKeyConstraint(['hub_id', 'person_id'], ['people.hub_id', 'people.id'], name=op.f('fk_abuse_victims_hub_id_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_abuse_victims')),
    sa.UniqueConstraint('contact_id', 'person_id', name=op.f('uq_abuse_victims_contact_id_person_id'))
    )
    with op.batch_alter_table('abuse_victims', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_abuse_victims_person_id'), ['person_id'], unique=False)

    op.create_table('marac_referrals',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('criteria', sa.JSON(), nullable=False),
    sa.Column('criteria_why', sa.Text(), nullable=False),
    sa.Column('agreement', sa.Enum('agreed', 'without', name='maracagreement', native_enum=False, length=40), nullable=False),
    sa.Column('without_why', sa.Text(), nullable=False),
    sa.Column('risks', sa.Text(), nullable=False),
    sa.Column('children', sa.Text(), nullable=False),
    sa.Column('teller', sa.Text(), nullable=False),
    sa.Column('telling_how', sa.Text(), nullable=False),
    sa.Column('idva', sa.Enum('yes', 'no', 'not_known', name='answer', native_enum=False, length=40), nullable=False),
    sa.Column('idva_detail', sa.Text(), nullable=False),
    sa.Column('hub_note', sa.Text(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('account_name', sa.String(length=200), nullable=False),
    sa.Column('recorded_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_marac_referrals_account_id')),
    sa.ForeignKeyConstraint(['hub_id', 'contact_id'], ['contacts.hub_id', 'contacts.id'], name=op.f('fk_marac_referrals_hub_id_contact_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_marac_referrals')),
    sa.UniqueConstraint('contact_id', 'version', name=op.f('uq_marac_referrals_contact_id_version'))
    )


def downgrade():
    op.drop_table('marac_referrals')
    with op.batch_alter_table('abuse_victims', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_abuse_victims_person_id'))

    op.drop_table('abuse_victims')
    op.drop_table('abuse_assessments')

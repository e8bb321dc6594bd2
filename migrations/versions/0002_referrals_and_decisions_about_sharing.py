"""referrals and decisions about sharing"""

import sqlalchemy as sa
from alembic import op

import portal.models.base

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('contact_addresses',
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('person_ids', sa.JSON(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('postcode', sa.Text(), nullable=False),
    sa.Column('time', sa.Enum('current', 'previous', name='addresstime', native_enum=False, length=40), nullable=False),
    sa.Column('is_confidential', sa.Boolean(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'contact_id'], ['contacts.hub_id', 'contacts.id'], name=op.f('fk_contact_addresses_hub_id_contact_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_addresses'))
    )
    with op.batch_alter_table('contact_addresses', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contact_addresses_contact_id'), ['contact_id'], unique=False)

    op.create_table('injuries',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('figure', sa.Enum('adult', 'child', 'baby', name='bodyfigure', native_enum=False, length=40), nullable=False),
    sa.Column('side', sa.Enum('front', 'back', name='bodyside', native_enum=False, length=40), nullable=True),
    sa.Column('place', sa.String(length=40), nullable=False),
    sa.Column('x', sa.Integer(), nullable=True),
    sa.Column('y', sa.Integer(), nullable=True),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('colour', sa.Text(), nullable=False),
    sa.Column('measured', sa.Text(), nullable=False),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'contact_id'], ['contacts.hub_id', 'contacts.id'], name=op.f('fk_injuries_hub_id_contact_id')),
    sa.ForeignKeyConstraint(['hub_id', 'person_id'], ['people.hub_id', 'people.id'], name=op.f('fk_injuries_hub_id_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_injuries'))
    )
    with op.batch_alter_table('injuries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_injuries_contact_id'), ['contact_id'], unique=False)

    op.create_table('involved_professionals',
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('organisation', sa.Text(), nullable=False),
    sa.Column('phone', sa.Text(), nullable=False),
    sa.Column('agreed', sa.Enum('yes', 'no', 'not_asked', name='agreedtocontact', native_enum=False, length=40), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'contact_id'], ['contacts.hub_id', 'contacts.id'], name=op.f('fk_involved_professionals_hub_id_contact_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_involved_professionals'))
    )
    with op.batch_alter_table('involved_professionals', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_involved_professionals_contact_id'), ['contact_id'], unique=False)

    op.create_table('person_details',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('names_used', sa.Text(), nullable=False),
    sa.Column('sex', sa.Enum('f', 'm', 'u', name='sex', native_enum=False, length=40), nullable=True),
    sa.Column('gender', sa.Text(), nullable=False),
    sa.Column('ethnicity', sa.Text(), nullable=False),
    sa.Column('religion', sa.Text(), nullable=False),
    sa.Column('first_language', sa.Text(), nullable=False),
    sa.Column('interpreter', sa.Enum('yes', 'no', 'not_known', name='answer', native_enum=False, length=40), nullable=True),
    sa.Column('communication', sa.Text(), nullable=False),
    sa.Column('disabilities', sa.JSON(), nullable=False),
    sa.Column('disability_detail', sa.Text(), nullable=False),
    sa.Column('nhs_number', sa.Text(), nullable=False),
    sa.Column('upn', sa.Text(), nullable=False),
    sa.Column('gp', sa.Text(), nullable=False),
    sa.Column('parental_responsibility', sa.Text(), nullable=False),
    sa.Column('private_fostering', sa.Enum('yes', 'no', 'not_known', name='answer', native_enum=False, length=40), nullable=True),
    sa.Column('immigration', sa.Text(), nullable=False),
    sa.Column('residence', sa.Text(), nullable=False),
    sa.Column('phone', sa.Text(), nullable=False),
    sa.Column('view', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'contact_id'], ['contacts.hub_id', 'contacts.id'], name=op.f('fk_person_details_hub_id_contact_id')),
    sa.ForeignKeyConstraint(['hub_id', 'person_id'], ['people.hub_id', 'people.id'], name=op.f('fk_person_details_hub_id_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_details')),
    sa.UniqueConstraint('contact_id', 'person_id', name=op.f('uq_person_details_contact_id_person_id'))
    )
    with op.batch_alter_table('person_details', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_details_person_id'), ['person_id'], unique=False)

    op.create_table('share_records',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('decision', sa.Enum('share', 'not_share', name='sharedecision', native_enum=False, length=40), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('with_whom', sa.Text(), nullable=False),
    sa.Column('basis', sa.Enum('public_task', 'recognised_legitimate_interest', 'legitimate_interests', 'legal_obligation', 'vital_interests', 'consent', name='lawfulbasis', native_enum=False, length=40), nullable=True),
    sa.Column('basis_reason', sa.Text(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('review_on', sa.Date(), nullable=True),
    sa.Column('reviewed_at', portal.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('reviews_id', sa.Uuid(), nullable=True),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('account_name', sa.String(length=200), nullable=False),
    sa.Column('side', sa.String(length=20), nullable=False),
    sa.Column('decided_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_share_records_account_id')),
    sa.ForeignKeyConstraint(['hub_id', 'contact_id'], ['contacts.hub_id', 'contacts.id'], name=op.f('fk_share_records_hub_id_contact_id')),
    sa.ForeignKeyConstraint(['reviews_id'], ['share_records.id'], name=op.f('fk_share_records_reviews_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_share_records'))
    )
    with op.batch_alter_table('share_records', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_share_records_account_id_decided_at_id'), ['account_id', 'decided_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_share_records_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_share_records_hub_id_decided_at_id'), ['hub_id', 'decided_at', 'id'], unique=False)

    # Plain ALTERs, not batches: SQLite must not copy a table that others refer to.
    op.add_column('contacts', sa.Column('must_not_be_told', sa.Text(), server_default='', nullable=False))
    op.add_column('contacts', sa.Column('source_code', sa.String(length=10), nullable=True))
    op.add_column('contacts', sa.Column('need_code', sa.String(length=10), nullable=True))
    op.add_column(
        'contacts',
        sa.Column(
            'from_contact_id',
            sa.Uuid(),
            sa.ForeignKey('contacts.id', name=op.f('fk_contacts_from_contact_id')),
            nullable=True,
        ),
        inline_references=True,
    )
    op.create_index(op.f('ix_contacts_from_contact_id'), 'contacts', ['from_contact_id'], unique=False)
    op.execute(
        "UPDATE contacts SET must_not_be_told = ("
        "SELECT MIN(text) FROM contact_answers WHERE contact_answers.contact_id = contacts.id "
        "AND contact_answers.field = 'family.must_not_be_told') "
        "WHERE EXISTS (SELECT 1 FROM contact_answers WHERE contact_answers.contact_id = contacts.id "
        "AND contact_answers.field = 'family.must_not_be_told')"
    )


def downgrade():
    op.drop_index(op.f('ix_contacts_from_contact_id'), table_name='contacts')
    for column in ('from_contact_id', 'need_code', 'source_code', 'must_not_be_told'):
        op.drop_column('contacts', column)
    with op.batch_alter_table('share_records', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_share_records_hub_id_decided_at_id'))
        batch_op.drop_index(batch_op.f('ix_share_records_contact_id'))
        batch_op.drop_index(batch_op.f('ix_share_records_account_id_decided_at_id'))

    op.drop_table('share_records')
    with op.batch_alter_table('person_details', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_person_details_person_id'))

    op.drop_table('person_details')
    with op.batch_alter_table('involved_professionals', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_involved_professionals_contact_id'))

    op.drop_table('involved_professionals')
    with op.batch_alter_table('injuries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_injuries_contact_id'))

    op.drop_table('injuries')
    with op.batch_alter_table('contact_addresses', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contact_addresses_contact_id'))

    op.drop_table('contact_addresses')

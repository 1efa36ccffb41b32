-- DropIndex
DROP INDEX "driver_phone_key";

-- DropIndex
DROP INDEX "one_time_code_phone_purpose_createdAt_idx";

-- AlterTable
ALTER TABLE "driver" ADD COLUMN     "phoneIndex" TEXT;

-- AlterTable
ALTER TABLE "one_time_code" ADD COLUMN     "phoneIndex" TEXT;

-- CreateTable
CREATE TABLE "field_key" (
    "id" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "wrappedBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "field_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "driver_phoneIndex_key" ON "driver"("phoneIndex");

-- CreateIndex
CREATE INDEX "one_time_code_phoneIndex_purpose_createdAt_idx" ON "one_time_code"("phoneIndex", "purpose", "createdAt");


-- Keys are added, and wrapped anew by another master key; none goes away, or what it sealed is lost.
GRANT SELECT, INSERT ON field_key TO kuaichu_app;
GRANT UPDATE (wrapped, "wrappedBy") ON field_key TO kuaichu_app;

-- A code for signing in was bound to its phone by naming it; the phone's index binds it now.
UPDATE one_time_code SET subject = 'session' WHERE purpose = 'sign-in';

-- From here on these columns take nothing in plain, whatever the code forgets. Triggers and not checks: a check would also refuse every other
-- change of a row of earlier days, and would quote the row in its message.
CREATE FUNCTION refuse_plain_value() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%.% takes sealed values only', TG_TABLE_NAME, TG_ARGV[0];
END $$;

CREATE TRIGGER sealed_phone BEFORE INSERT OR UPDATE OF phone ON driver
  FOR EACH ROW WHEN (NEW.phone NOT LIKE 'sealed:%') EXECUTE FUNCTION refuse_plain_value('phone');
CREATE TRIGGER sealed_phone BEFORE INSERT OR UPDATE OF phone ON one_time_code
  FOR EACH ROW WHEN (NEW.phone NOT LIKE 'sealed:%') EXECUTE FUNCTION refuse_plain_value('phone');
CREATE TRIGGER sealed_phone BEFORE INSERT OR UPDATE OF phone ON party
  FOR EACH ROW WHEN (NEW.phone NOT LIKE 'sealed:%') EXECUTE FUNCTION refuse_plain_value('phone');
CREATE TRIGGER sealed_licence_number BEFORE INSERT OR UPDATE OF "licenceNumber" ON party
  FOR EACH ROW WHEN (NEW."licenceNumber" NOT LIKE 'sealed:%') EXECUTE FUNCTION refuse_plain_value('licenceNumber');
CREATE TRIGGER sealed_totp_secret BEFORE INSERT OR UPDATE OF "totpSecret" ON staff_user
  FOR EACH ROW WHEN (NEW."totpSecret" NOT LIKE 'sealed:%') EXECUTE FUNCTION refuse_plain_value('totpSecret');

-- What is left in plain from earlier days, found without reading the tables (npm run field-keys -- seal).
CREATE INDEX party_plain ON party (id) WHERE phone NOT LIKE 'sealed:%' OR "licenceNumber" NOT LIKE 'sealed:%';

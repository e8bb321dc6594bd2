import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks PDFs with veraPDF, all in one JVM: VerapdfCheck PROFILE FILE...
 *
 *  Prints tab-separated lines: "failed", file number, clause and test, message; or "unreadable",
 *  file number, reason; and for every file it went through "checked", file number, tests made.
 */
public class VerapdfCheck {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour profile = PDFAFlavour.byFlavourId(args[0]);
        if (profile == PDFAFlavour.NO_FLAVOUR) {
            System.err.println("no such veraPDF profile: " + args[0]);
            System.exit(2);
        }
        for (int number = 1; number < args.length; number++) {
            try (PDFAParser parser =
                    Foundries.defaultInstance().createParser(new File(args[number]), profile)) {
                report(number - 1,
                    Foundries.defaultInstance().createValidator(profile, false).validate(parser));
            } catch (Exception reason) {
                say("unreadable", number - 1, reason.getMessage());
            }
        }
    }

    private static void report(int number, ValidationResult result) {
        for (TestAssertion failed : result.getTestAssertions()) {
            if (failed.getStatus() == TestAssertion.Status.FAILED) {
                String rule = failed.getRuleId().getClause() + " test "
                    + failed.getRuleId().getTestNumber();
                String message = failed.getErrorMessage() != null
                    ? failed.getErrorMessage() : failed.getMessage();
                say("failed", number, rule + ": " + message + " ("
                    + failed.getLocation().getContext() + ")");
            }
        }
        say("checked", number, String.valueOf(result.getTotalAssertions()));
    }

    private static void say(String what, int number, String text) {
        String line = text == null ? "no reason given" : text.replaceAll("\\s+", " ");
        System.out.println(what + "\t" + number + "\t" + line);
    }
}

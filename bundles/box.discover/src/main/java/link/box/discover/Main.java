package link.box.discover;

import java.io.IOException;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code discover [--json] [--seconds N] [--forget ID]}: lists the Boxes of the home network, and shouts when one has changed. */
public final class Main {
    private static final int NONE = 1;
    private static final int USAGE = 2;
    private static final int ALARM = 3;

    private Main() {
    }

    /**
     * Exit code 0: Boxes were found, and all are what they were; 1: none was, or it cannot be told or remembered; 2: wrong usage; 3: a Box
     * is not what or where it should be.
     *
     * @param words see {@link Main}
     */
    public static void main(String[] words) {
        try {
            System.exit(run(new Options(words)));
        } catch (IllegalArgumentException e) {
            fail(e.getMessage(), USAGE);
        } catch (IOException | GeneralSecurityException e) {
            fail(e.getMessage() == null ? e.toString() : e.getMessage(), NONE);
        }
    }

    private static int run(Options options) throws IOException, GeneralSecurityException {
        Known known = new Known(Known.place(System.getenv()));
        if (options.forget().isPresent() && !known.forget(options.forget().get())) {
            throw new IllegalArgumentException("no known Box has an id that begins with " + options.forget().get() + "; see "
                    + known.path());
        }
        known.save();
        List<Claim> claims = new Question().ask(options.time());
        if (claims.isEmpty()) {
            throw new IOException("no Box answered within " + options.time().toSeconds() + " s: is this machine on the Box's network, "
                    + "is the Box on, does a firewall here keep answers from UDP port 5353 out?");
        }
        List<Verdict> verdicts = new Judge(known).judge(shown(claims));
        System.out.print(options.json() ? Report.json(verdicts) : Report.text(verdicts, known));
        System.out.flush();
        return conclude(verdicts, known, System.err);
    }

    /**
     * Alarms come before the memory, which may fail.
     *
     * @return the exit code
     */
    static int conclude(List<Verdict> verdicts, Known known, PrintStream err) {
        List<Verdict> alarms = verdicts.stream().filter(Verdict::alarming).toList();
        alarms.forEach(each -> err.print(Report.alarm(each)));
        boolean saved = saved(known, err);
        if (!alarms.isEmpty()) {
            return ALARM;
        }
        return saved ? 0 : NONE;
    }

    private static boolean saved(Known known, PrintStream err) {
        try {
            known.save();
            return true;
        } catch (IOException e) {
            err.println("Not all is remembered: " + (e.getMessage() == null ? e : e.getMessage()));
            return false;
        }
    }

    /** All at once: each takes some seconds at most. */
    private static Map<Claim, Optional<X509Certificate>> shown(List<Claim> claims) throws GeneralSecurityException {
        Presented presented = new Presented();
        Map<Claim, CompletableFuture<Optional<X509Certificate>>> asked = new LinkedHashMap<>();
        claims.forEach(each -> asked.put(each, presented.of(each).thenApply(Optional::of).exceptionally(failure -> Optional.empty())));
        Map<Claim, Optional<X509Certificate>> shown = new LinkedHashMap<>();
        asked.forEach((claim, answer) -> shown.put(claim, answer.join()));
        return shown;
    }

    private static void fail(String message, int code) {
        System.err.println(message);
        System.exit(code);
    }
}

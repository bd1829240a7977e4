package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import link.box.lab.Await;
import link.box.lab.Conversation.Answer;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import link.box.lab.Owner;
import link.box.testing.Fuzz;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of requests, or a million, that no good client makes, to a whole Box that has an owner: always the same ones. */
class FuzzIT {
    private static final int CASES = Boolean.getBoolean("box.long") ? 1_000_000 : 4_000;
    private static final int PROGRESS = 100_000;
    private static final long SEED = 20_261_128;
    private static final Set<Integer> EXPECTED = Set.of(200, 204, 303, 308, 400, 401, 403, 404, 405, 410, 411, 413, 414, 415, 417,
            421, 426, 429, 431, 501, 503, 505);
    /** What stands on pages that are for who is logged in, and nowhere else. */
    private static final List<String> INSIDE = List.of("Logged in as", "Log out", "The lamp is", "session_token", "access_token\":");
    private static final List<String> BROKEN = List.of("Exception", "\tat ", "at link.", "at org.", "Jetty");
    private static final int LOG = 64 * 1024;
    /**
     * Jetty 12.0 now and then gives a buffer back twice when a body comes in pieces (jetty.project issue 12939, open): the request has had
     * its answer, the connection does not go on. It happens once in some 12,000 such requests, and nothing else may be in that trace.
     */
    private static final Pattern JETTYS = Pattern.compile(
            "[^\\n]* WARN org\\.eclipse\\.jetty\\.util\\.thread\\.QueuedThreadPool - Job failed\\n"
            + "java\\.lang\\.IllegalStateException: already released [^\\n]*\\n"
            + "(?:\\tat (?:org\\.eclipse\\.jetty\\.(?:io|util|server\\.internal\\.HttpConnection)|java\\.base)[^\\n]*\\n)+");

    private static Lab lab;
    private static String main;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private Fuzz fuzz;

    @BeforeAll
    static void start() throws Exception {
        lab = Labs.start("fuzz", LabOptions.usual());
        lab.box().start();
        Watch watch = new Watch(lab, lab.theBox());
        watch.servesCertificate();
        main = watch.main();
        Owner.setUp(lab.visitor(), home());
    }

    @AfterAll
    static void stop() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    private static String home() {
        return "https://" + main + ":" + lab.boxPort();
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void nobody_comes_in_nothing_breaks_and_everybody_gets_an_answer() throws Exception {
        fuzz = new Fuzz(SEED, corpus());
        long logged = lab.box().program().output().length();
        try (FuzzedPort atHome = new FuzzedPort(lab.boxPort(), main);
                FuzzedPort outside = new FuzzedPort(lab.theBox().tunnelPort(), "remote." + main)) {
            long begin = System.nanoTime();
            for (int i = 0; i < CASES; i++) {
                byte[] request = (fuzz.number(4) == 0 ? post() : get()).getBytes(StandardCharsets.ISO_8859_1);
                check((fuzz.number(4) == 0 ? outside : atHome).ask(request), request);
                if (i % PROGRESS == PROGRESS - 1) {
                    Labs.say("%d of %d fuzzed requests are made", i + 1, CASES);
                }
            }
            Labs.say("%d fuzzed requests in %d s: %s, the slowest answer after %d ms", CASES, Watch.millisSince(begin) / 1000, statuses,
                    Math.max(atHome.slowest(), outside.slowest()));
        }
        assertTrue(statuses.keySet().containsAll(Set.of(200, 303, 400, 401, 403, 421)), statuses.toString());
        Await.isTrue(Duration.ofSeconds(60), "its owner gets in when there are tries again",
                () -> Owner.logIn(lab.visitor(), home(), Owner.PASSWORD).statusCode() == 200);
        String log = exceptJettys(lab.box().program().output().substring((int) logged));
        BROKEN.forEach(each -> assertFalse(log.contains(each), log));
        assertTrue(log.length() < LOG, "the log has grown by " + log.length() + " bytes");
    }

    private static String exceptJettys(String log) {
        long times = JETTYS.matcher(log).results().count();
        if (times > 0) {
            Labs.say("Jetty gave a buffer back twice, %d times (jetty.project issue 12939)", times);
        }
        assertTrue(times <= 1 + CASES / 4_000, log);
        return JETTYS.matcher(log).replaceAll("");
    }

    private void check(Answer answer, byte[] request) {
        String asked = new String(request, StandardCharsets.ISO_8859_1) + "\n-> " + answer;
        statuses.merge(answer.status(), 1, Integer::sum);
        assertTrue(EXPECTED.contains(answer.status()), asked);
        BROKEN.forEach(each -> assertFalse(answer.body().contains(each) || answer.head().contains(each), asked));
        INSIDE.forEach(each -> assertFalse(answer.body().contains(each), asked));
        assertFalse(answer.head().matches("(?s).*__Host-bx=[^;].*"), asked);
        if (answer.status() == 200) {
            String open = request[0] == 'P' ? "/(?:session/login|setup|oauth/).*"
                    : "/(?:login|setup|connect|assets/|oauth/|\\.well-known/|\\?.*redirect_url(?:[=&].*|$)).*";
            assertTrue(decoded(asked.split(" +", 3)[1]).matches("(?s)(?:https?://[^/]*)?" + open), asked);
        }
    }

    /** As a lenient server would read it. */
    private static String decoded(String target) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < target.length(); i++) {
            boolean escaped = target.substring(i).matches("(?s)%[0-9a-fA-F]{2}.*");
            text.append(escaped ? (char) Integer.parseInt(target.substring(i + 1, i + 3), 16) : target.charAt(i));
            i += escaped ? 2 : 0;
        }
        return text.toString();
    }

    private String get() {
        String path = fuzz.number(8) == 0 ? "/oauth/authorize?" + some("authorize") : some("path");
        return "GET " + path + " HTTP/1.1\r\n" + headers() + "\r\n";
    }

    private String post() {
        boolean tokens = fuzz.number(2) == 0;
        String path = tokens ? "/oauth/token" : fuzz.number(4) == 0 ? "/session/login" : some("path");
        String body = some(tokens ? "token" : "form");
        String type = fuzz.number(4) == 0 ? "application/json" : "application/x-www-form-urlencoded";
        return "POST " + path + " HTTP/1.1\r\n" + headers() + "Content-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private String headers() {
        String host = fuzz.number(8) == 0 ? some("host") : main + ":" + lab.boxPort();
        return "Host: " + host + "\r\n"
                + (fuzz.number(2) == 0 ? "Accept: text/html\r\n" : "Cookie: " + some("cookie") + "\r\n")
                + switch (fuzz.number(4)) {
                    case 0 -> "Origin: " + some("origin") + "\r\n";
                    case 1 -> "Origin: " + home() + "\r\n";
                    case 2 -> "Authorization: Bearer " + some("bearer") + "\r\n";
                    default -> "Sec-Fetch-Site: none\r\n";
                };
    }

    /** Mostly as it is kept, or nearly all would be malformed in one place or another, and go no further. */
    private String some(String kind) {
        return fuzz.number(4) == 0 ? fuzz.next(kind) : fuzz.plain(kind);
    }

    private static String corpus() throws Exception {
        return Files.readString(java.nio.file.Path.of(FuzzIT.class.getResource("fuzz.txt").toURI()), StandardCharsets.ISO_8859_1)
                .replace("{main}", main).replace("{MAIN}", main.toUpperCase(java.util.Locale.ROOT)).replace("{port}", "" + lab.boxPort());
    }
}

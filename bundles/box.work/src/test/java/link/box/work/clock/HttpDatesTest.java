package link.box.work.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import link.box.common.tls.Pem;
import link.box.testing.Made;
import link.box.testing.ManualWorker;
import link.box.testing.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real TLS, real HTTP; the wall clock is the worker's. */
class HttpDatesTest {
    private static final Instant RIGHT = Instant.parse("2026-11-01T12:00:00Z");
    /** A busy machine is not what these tests are about; only one that hangs is waited for so long. */
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;
    private final Made authority = Made.authority("test root");
    private final List<DateServer> servers = new ArrayList<>();
    private final ManualWorker worker = new ManualWorker() {
        @Override
        public void execute(Runnable command) {
            new Thread(command).start();
        }
    };

    @AfterEach
    void stop() throws Exception {
        for (DateServer server : servers) {
            server.close();
        }
    }

    @Test
    void servers_that_agree_with_the_clock_confirm_it() throws Exception {
        serve(RIGHT, RIGHT.plusSeconds(20), RIGHT.minusSeconds(20));
        says(Word.Kind.YES, "3 of 3 web servers agree with it");
        assertEquals(List.of("HEAD / HTTP/1.1"), servers.get(0).asked);
    }

    @Test
    void in_2036_and_a_little_late_the_clock_is_not_confirmed() throws Exception {
        serve(RIGHT, RIGHT, RIGHT);
        worker.set(Instant.parse("2036-02-07T06:28:16Z"));
        says(Word.Kind.NO, "3 of 3 web servers agree on another time, 3384 days before the clock");
        worker.set(RIGHT.plus(Duration.ofMinutes(2)));
        says(Word.Kind.NO, "3 of 3 web servers agree on another time, some minutes before the clock");
    }

    @Test
    void one_that_lies_is_outvoted_and_two_that_disagree_say_nothing() throws Exception {
        serve(RIGHT, RIGHT.plusSeconds(1), Instant.parse("2036-02-07T06:28:16Z"));
        says(Word.Kind.YES, "2 of 3 web servers agree with it");
        stop();
        servers.clear();
        serve(RIGHT, Instant.parse("2036-02-07T06:28:16Z"));
        says(Word.Kind.NO, "the web servers do not agree with each other");
    }

    @Test
    void who_hangs_or_talks_rubbish_or_tells_no_date_does_not_count() throws Exception {
        serve(RIGHT);
        serve(authority.issue("localhost"), () -> null);
        serve(authority.issue("localhost"), () -> "rubbish\r\n\r\n");
        serve(authority.issue("localhost"), () -> "HTTP/1.1 200 OK\r\n\r\n");
        serve(authority.issue("localhost"), () -> "HTTP/1.1 200 OK\r\nDate: yesterday\r\n\r\n");
        says(Word.Kind.NO, "only 1 of 5 web servers tell a time that can be believed", HttpDates.PATIENCE);
    }

    @Test
    void who_has_no_valid_certificate_does_not_count() throws Exception {
        serve(RIGHT);
        serve(authority.issueUntil(Instant.parse("2026-01-01T00:00:00Z"), "localhost"), () -> answer(RIGHT));
        serve(authority.issue("other.test"), () -> answer(RIGHT));
        serve(Made.authority("another root").issue("localhost"), () -> answer(RIGHT));
        says(Word.Kind.NO, "only 1 of 4 web servers tell a time that can be believed");
    }

    @Test
    void who_would_be_asked_without_tls_is_refused_since_a_captive_portal_answers_there() {
        Config config = Settings.of(Config.class, Map.of("source", "http", "servers", "https://a.test,http://b.test,https://c.test"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Sources.of(config, worker)).getMessage().contains("http://b.test"));
    }

    @Test
    void a_redirect_is_not_followed_and_any_status_will_do() throws Exception {
        serve(RIGHT);
        DateServer elsewhere = servers.get(0);
        serve(authority.issue("localhost"),
                () -> answer(RIGHT).replace("200 OK", "302 Found\r\nLocation: " + elsewhere.origin() + "/else"));
        serve(authority.issue("localhost"), () -> answer(RIGHT).replace("200 OK", "503 Busy"));
        says(Word.Kind.YES, "3 of 3 web servers agree with it");
        assertEquals(1, elsewhere.asked.size());
    }

    @Test
    void nobody_there_is_no_confirmation() throws Exception {
        serve(RIGHT, RIGHT);
        List<URI> origins = origins();
        stop();
        assertEquals("only 0 of 2 web servers tell a time that can be believed", ask(origins, LONG).text());
    }

    @Test
    void without_servers_a_person_has_to_act() throws Exception {
        for (String list : List.of("", " , ", "https://one.test", "https://one.test, https://one.test")) {
            Source source = Sources.of(Settings.of(Config.class, Map.of("source", "http", "servers", list)), worker);
            Word word = source.ask(RIGHT, 0);
            assertEquals(Word.Kind.MUTE, word.kind(), list);
            assertTrue(word.remedy().contains("clock.servers"), word.remedy());
        }
    }

    private void serve(Instant... dates) throws Exception {
        for (Instant date : dates) {
            serve(authority.issue("localhost"), () -> answer(date));
        }
    }

    private void serve(Made certificate, Supplier<String> answer) throws Exception {
        servers.add(new DateServer(certificate, answer));
    }

    private static String answer(Instant date) {
        return "HTTP/1.1 200 OK\r\nDate: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)).replace("Z", "GMT")
                + "\r\nContent-Length: 5\r\nConnection: close\r\n\r\n";
    }

    private List<URI> origins() {
        return servers.stream().map(DateServer::origin).toList();
    }

    private Word ask(List<URI> origins, Duration patience) throws Exception {
        Path root = folder.resolve("root.pem");
        Files.writeString(root, Pem.block("CERTIFICATE", authority.chain().get(0).getEncoded()));
        return new HttpDates(origins, root.toString(), worker, patience).ask(worker.now(), 0);
    }

    private void says(Word.Kind kind, String text) throws Exception {
        says(kind, text, LONG);
    }

    private void says(Word.Kind kind, String text, Duration patience) throws Exception {
        Word word = ask(origins(), patience);
        assertEquals(text, word.text());
        assertEquals(kind, word.kind());
    }
}

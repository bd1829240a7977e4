package link.box.login.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import link.box.api.access.ConnectionClass;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupRuleTest {
    private static final String WRONG = "0000-000U";
    private final ManualWorker worker = new ManualWorker();
    private final SetupRule rule = new SetupRule(worker::nanos, worker.nanos(), Label.NONE);

    @ParameterizedTest
    @CsvSource({
        // class, minutes since start, code, outcome
        "ON_LINK, 0, none, OK",
        "ON_LINK, 29, none, OK",
        "ON_LINK, 30, none, NEEDS_CODE",
        "ON_LINK, 30, right, OK",
        "ON_LINK, 30, wrong, WRONG_CODE",
        "PRIVATE, 0, none, NEEDS_CODE",
        "PRIVATE, 0, right, OK",
        "PRIVATE, 0, wrong, WRONG_CODE",
        "LOOPBACK, 0, none, NEEDS_CODE",
        "LOOPBACK, 1000, right, OK",
        "TUNNEL, 0, none, NOT_AT_HOME",
        "TUNNEL, 0, right, NOT_AT_HOME",
        "PUBLIC, 0, none, NOT_AT_HOME",
        "PUBLIC, 0, right, NOT_AT_HOME"})
    void who_may_set_up(ConnectionClass from, int minutes, String code, Outcome.Kind outcome) {
        worker.advance(Duration.ofMinutes(minutes));
        String typed = code.equals("right") ? rule.code().shown() : code.equals("wrong") ? WRONG : "";
        assertEquals(outcome, rule.check(from, typed).kind());
    }

    @Test
    void the_code_is_easy_to_type() {
        String shown = rule.code().shown();
        assertTrue(shown.matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"), shown);
        String sloppy = " " + shown.toLowerCase(Locale.ROOT).replace("-", " ").replace('0', 'o').replace('1', 'l');
        assertEquals(Outcome.Kind.OK, rule.check(ConnectionClass.PRIVATE, sloppy).kind());
        assertNotEquals(shown, new SetupRule(worker::nanos, worker.nanos(), Label.NONE).code().shown());
    }

    @Test
    void s8_five_tries_in_ten_minutes_for_all_together() {
        for (int i = 0; i < 5; i++) {
            assertEquals(Outcome.Kind.WRONG_CODE, rule.check(ConnectionClass.PRIVATE, WRONG).kind());
        }
        Outcome locked = rule.check(ConnectionClass.PRIVATE, rule.code().shown());
        assertEquals(Outcome.Kind.LOCKED, locked.kind());
        assertEquals(Duration.ofMinutes(2), locked.after().orElseThrow());
        worker.advance(Duration.ofMinutes(2));
        assertEquals(Outcome.Kind.OK, rule.check(ConnectionClass.PRIVATE, rule.code().shown()).kind());
    }

    @Test
    void after_fifty_wrong_ones_there_is_a_new_code() {
        String first = rule.code().shown();
        for (int i = 0; i < 50; i++) {
            assertEquals(first, rule.code().shown());
            rule.check(ConnectionClass.PRIVATE, WRONG);
            worker.advance(Duration.ofMinutes(2));
        }
        assertFalse(first.equals(rule.code().shown()));
    }

    @Test
    void a_reset_makes_a_new_code_but_for_the_one_on_the_label() {
        String first = rule.code().shown();
        rule.reopen();
        assertNotEquals(first, rule.code().shown());
        SetupRule printed = new SetupRule(worker::nanos, worker.nanos(), new Label(true, Optional.of("abcd-1234"), Optional.empty()));
        printed.reopen();
        assertEquals("ABCD-1234", printed.code().shown());
    }

    @Test
    void a_box_that_has_run_for_long_has_no_window_however_new_the_rule() {
        SetupRule updated = new SetupRule(worker::nanos, worker.nanos() - SetupRule.WINDOW.toNanos(), Label.NONE);
        assertEquals(Outcome.Kind.NEEDS_CODE, updated.check(ConnectionClass.ON_LINK, "").kind());
    }

    @Test
    void s10_with_a_label_the_window_alone_opens_nothing() {
        SetupRule printed = new SetupRule(worker::nanos, worker.nanos(), new Label(true, Optional.of("abcd-1234"), Optional.empty()));
        assertEquals(Outcome.Kind.NEEDS_CODE, printed.check(ConnectionClass.ON_LINK, "").kind());
        for (int i = 0; i < 60; i++) {
            assertEquals(Outcome.Kind.WRONG_CODE, printed.check(ConnectionClass.ON_LINK, WRONG).kind());
            worker.advance(Duration.ofMinutes(2));
        }
        assertEquals(Outcome.Kind.OK, printed.check(ConnectionClass.ON_LINK, "ABCD1234").kind(), "what is printed never changes");
    }

    @Test
    void s10_with_a_label_that_cannot_be_read_it_stays_shut_too(@TempDir Path directory) throws Exception {
        assertEquals(Label.NONE, Label.read(""));
        Path file = directory.resolve("code");
        for (String damage : new String[] {null, "", "ABCD-123", "ABCD-123U", "ABCD-12345"}) {
            if (damage != null) {
                Files.writeString(file, damage);
            }
            Label label = Label.read(file.toString());
            assertTrue(label.expected() && label.code().isEmpty() && label.trouble().isPresent(), damage);
            assertEquals(Outcome.Kind.NEEDS_CODE, new SetupRule(worker::nanos, worker.nanos(), label).check(ConnectionClass.ON_LINK, "").kind());
        }
        Files.writeString(file, "abcd-1234\n");
        assertEquals(Optional.of("abcd-1234"), Label.read(file.toString()).code());
    }
}

package link.box.rebind.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import link.box.rebind.judge.Reply.Code;
import link.box.rebind.judge.Round.Meaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of the table of verdicts. */
class RoundTest {
    private static final InetAddress CONTROL = addresses("9.9.9.9").get(0);
    private static final Reply GOOD = answer("9.9.9.9");

    @Test
    void row_1_names_that_the_zone_does_not_have_yet_say_nothing() {
        assertSays(Meaning.UNCLEAR, "do not all have", Observation.unpublished(CONTROL));
        assertSays(Meaning.UNCLEAR, "do not all have", new Observation(false, CONTROL, GOOD, Reply.of(Code.NOERROR), GOOD));
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void row_2_without_both_controls_nothing_can_be_told(Code code) {
        for (Reply secret : List.of(answer("192.168.1.2"), Reply.of(Code.NOERROR), Reply.of(Code.TIMEOUT))) {
            assertSays(Meaning.UNCLEAR, "9.9.9.9", new Observation(true, CONTROL, Reply.of(code), secret, GOOD));
            assertSays(Meaning.UNCLEAR, "9.9.9.9", new Observation(true, CONTROL, GOOD, secret, Reply.of(code)));
        }
    }

    @Test
    void row_2_a_control_has_to_be_exactly_what_was_published() {
        for (Reply wrong : List.of(answer("8.8.8.8"), answer("9.9.9.9", "8.8.8.8"), answer("192.168.1.2"), new Reply(Code.NOERROR, List.of(), true))) {
            assertSays(Meaning.UNCLEAR, "9.9.9.9", new Observation(true, CONTROL, wrong, Reply.of(Code.NOERROR), GOOD));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.2", "10.0.0.1", "172.31.255.255", "8.8.8.8 192.168.1.2"})
    void row_3_any_private_address_has_passed(String values) {
        assertSays(Meaning.OPEN, "passes a private address", secret(answer(values.split(" "))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "9.9.9.9", "0.0.0.0", "127.0.0.1", "172.32.0.1", "8.8.8.8 1.1.1.1"})
    void row_4_a_foreign_address_is_a_captive_portal_or_another_rewriter(String values) {
        assertSays(Meaning.UNCLEAR, "foreign", secret(answer(values.split(" "))));
    }

    @ParameterizedTest
    @EnumSource(value = Code.class, names = {"NOERROR", "NXDOMAIN"})
    void row_5_a_denial_in_the_zones_own_words_is_an_old_answer(Code code) {
        assertSays(Meaning.UNCLEAR, "old answer", secret(new Reply(code, List.of(), true)));
    }

    @ParameterizedTest
    @EnumSource(value = Code.class, names = {"NOERROR", "NXDOMAIN", "REFUSED"})
    void row_6_an_answer_without_the_address_is_a_blocked_round(Code code) {
        assertSays(Meaning.BLOCKED, "for a private one", secret(Reply.of(code)));
    }

    @Test
    void row_7_silence_is_a_blocked_round_of_its_own_class() {
        assertSays(Meaning.SILENCED, "three tries", secret(Reply.of(Code.TIMEOUT)));
    }

    @Test
    void a_failure_is_of_that_class_too_for_lost_packets_behind_the_resolver_look_like_it() {
        assertSays(Meaning.SILENCED, "for a private one", secret(Reply.of(Code.SERVFAIL)));
    }

    @ParameterizedTest
    @EnumSource(value = Code.class, names = {"OTHER", "NOT_ASKED"})
    void what_is_in_no_row_says_nothing(Code code) {
        assertSays(Meaning.UNCLEAR, "private", secret(Reply.of(code)));
    }

    private static Observation secret(Reply reply) {
        return new Observation(true, CONTROL, GOOD, reply, GOOD);
    }

    private static Reply answer(String... values) {
        return new Reply(Code.NOERROR, addresses(values), false);
    }

    private static List<InetAddress> addresses(String... values) {
        return Arrays.stream(values).map(RoundTest::address).toList();
    }

    private static InetAddress address(String value) {
        try {
            return InetAddress.getByName(value);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void assertSays(Meaning meaning, String words, Observation seen) {
        Round round = Round.of(seen);
        assertEquals(meaning, round.meaning(), seen.toString());
        assertTrue(round.reason().contains(words), round.reason());
    }
}

package link.box.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.common.words.SixWords;
import link.box.discover.Verdict.State;
import link.box.testing.Made;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
    private static final String HOST = "box-abc.local";
    private static final String HOME = "192.168.1.20";
    private static final Made BOX = Made.selfSigned("box");
    private static final Made OTHER = Made.selfSigned("other");

    @TempDir
    Path directory;
    private Known known;

    @BeforeEach
    void make() throws Exception {
        known = new Known(directory.resolve("known"));
    }

    @Test
    void a_box_is_new_once_and_the_same_ever_after() throws Exception {
        Verdict first = judge(Claims.of(BOX, HOST, HOME), BOX);
        assertEquals(State.NEW, first.state());
        assertEquals(SixWords.of(Claims.sha256(BOX)), first.words());
        assertEquals(State.SAME, judge(Claims.of(BOX, HOST, HOME), BOX).state());
        assertEquals(State.SAME, judge(Claims.of(BOX, HOST, "192.168.1.31"), BOX).state());
    }

    @Test
    void who_passes_connections_on_to_a_known_box_does_not_take_its_name() throws Exception {
        Claim box = Claims.of(BOX, HOST, HOME);
        judge(box, BOX);
        Verdict relay = judge(Claims.of(BOX, "evil.local", "192.168.1.66"), BOX);
        assertEquals(State.MOVED, relay.state());
        assertTrue(Report.alarm(relay).contains(HOST), Report.alarm(relay));
        assertEquals(Known.Entry.of(box), known.byId(box.id()).orElseThrow());
    }

    @Test
    void nor_does_it_by_the_other_form_of_the_boxs_id() throws Exception {
        judge(Claims.of(BOX, HOST, HOME), BOX);
        Claim relay = Claims.of(sha1(), HexFormat.of().formatHex(Claims.sha256(BOX)), "evil.local", "192.168.1.66");
        assertEquals(State.MOVED, judge(relay, BOX).state());
        assertTrue(known.byId(relay.id()).isEmpty());
    }

    @Test
    void under_two_names_at_first_sight_neither_is_trusted() throws Exception {
        Claim box = Claims.of(BOX, HOST, HOME);
        List<Verdict> verdicts = both(Claims.of(BOX, "evil.local", "192.168.1.66"), BOX, box, BOX);
        assertEquals(List.of(State.MOVED, State.MOVED), states(verdicts));
        assertTrue(verdicts.get(0).reason().endsWith("box-abc.local, evil.local"), verdicts.get(0).reason());
        assertTrue(known.byId(box.id()).isEmpty());
    }

    @Test
    void a_known_box_stays_known_beside_who_passes_connections_on_to_it() throws Exception {
        Claim box = Claims.of(BOX, HOST, HOME);
        judge(box, BOX);
        assertEquals(List.of(State.MOVED, State.SAME), states(both(Claims.of(BOX, "evil.local", "192.168.1.66"), BOX, box, BOX)));
    }

    @Test
    void a_full_memory_hides_no_change() throws Exception {
        judge(Claims.of(BOX, HOST, HOME), BOX);
        for (int i = 1; i < 256; i++) {
            known.remember(Claims.of("%040x".formatted(i), "%064x".formatted(i), "junk-" + i + ".local", "10.0.0." + i));
        }
        Claim intruder = Claims.of(BOX, HOST, "192.168.1.66");
        Made third = Made.selfSigned("third");
        List<Verdict> verdicts = both(Claims.of(third, "new.local", "192.168.1.70"), third, intruder, OTHER);
        assertEquals(List.of(State.CHANGED, State.NEW), states(verdicts));
        assertEquals("not remembered, for there is no room", verdicts.get(1).reason());
    }

    @Test
    void an_id_in_the_sha1_form_follows_from_the_certificate_too() throws Exception {
        assertEquals(State.NEW, judge(Claims.of(sha1(), HexFormat.of().formatHex(Claims.sha256(BOX)), HOST, HOME), BOX).state());
    }

    @Test
    void another_certificate_in_the_place_of_a_known_box_is_shouted_about_and_not_remembered() throws Exception {
        judge(Claims.of(BOX, HOST, HOME), BOX);
        for (Claim intruder : List.of(Claims.of(OTHER, HOST, "192.168.1.66"), Claims.of(OTHER, "box-xyz.local", HOME))) {
            Verdict verdict = judge(intruder, OTHER);
            assertEquals(State.CHANGED, verdict.state());
            assertTrue(Report.alarm(verdict).contains(String.join(" ", SixWords.of(Claims.sha256(BOX)))), Report.alarm(verdict));
            assertTrue(known.byId(intruder.id()).isEmpty());
        }
        assertEquals(State.SAME, judge(Claims.of(BOX, HOST, HOME), BOX).state());
    }

    @Test
    void who_copies_a_known_boxs_announcement_does_not_hold_its_certificate() throws Exception {
        judge(Claims.of(BOX, HOST, HOME), BOX);
        assertEquals(State.CHANGED, judge(Claims.of(BOX, HOST, "192.168.1.66"), OTHER).state());
    }

    @Test
    void who_announces_what_it_does_not_hold_is_false_and_not_remembered() throws Exception {
        assertEquals(State.FALSE, judge(Claims.of(BOX, HOST, HOME), OTHER).state());
        Claim borrowed = Claims.of("a".repeat(52), HexFormat.of().formatHex(Claims.sha256(BOX)), HOST, HOME);
        assertEquals(State.FALSE, judge(borrowed, BOX).state());
        assertTrue(known.byId(borrowed.id()).isEmpty());
    }

    @Test
    void a_new_box_at_the_address_that_a_known_one_has_left_is_no_alarm() throws Exception {
        judge(Claims.of(BOX, HOST, HOME), BOX);
        List<Verdict> verdicts = both(Claims.of(OTHER, "box-xyz.local", HOME), OTHER, Claims.of(BOX, HOST, "192.168.1.31"), BOX);
        assertEquals(List.of(State.SAME, State.NEW), states(verdicts));
    }

    @Test
    void who_does_not_answer_is_told_as_such_and_not_remembered() throws Exception {
        Claim silent = Claims.of(BOX, HOST, HOME);
        Verdict verdict = new Judge(known).judge(Map.of(silent, Optional.empty())).get(0);
        assertEquals(State.UNREACHABLE, verdict.state());
        assertTrue(known.byId(silent.id()).isEmpty());
    }

    private List<Verdict> both(Claim one, Made first, Claim two, Made second) throws Exception {
        Map<Claim, Optional<X509Certificate>> shown = new LinkedHashMap<>();
        shown.put(one, Optional.of(first.chain().get(0)));
        shown.put(two, Optional.of(second.chain().get(0)));
        return new Judge(known).judge(shown);
    }

    private static List<State> states(List<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::state).toList();
    }

    private static String sha1() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(BOX.chain().get(0).getEncoded()));
    }

    private Verdict judge(Claim claim, Made shown) throws Exception {
        return new Judge(known).judge(Map.of(claim, Optional.of(shown.chain().get(0)))).get(0);
    }
}

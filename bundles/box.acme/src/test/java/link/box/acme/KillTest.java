package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import link.box.acme.TroubledZone.Call;
import link.box.api.dns.Zone.Ability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The power goes in the middle of an order: the next start goes on with the same one. */
class KillTest {
    private static final int MOST_STEPS = 30;

    @TempDir
    Path folder;
    private StubRig rig;

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void after_any_step_the_same_order_is_finished(Set<Ability> abilities, int step) throws Exception {
        rig(abilities);
        rig.ca.rules().processing(1, Optional.empty());
        rig.start().worker.runTimes(step);
        rig.startAfterKill().issue(1);
        assertOneOrder();
    }

    @Test
    void after_every_single_step_the_order_is_finished_all_the_same() throws Exception {
        rig(Rig.V2);
        for (int start = 0; start < MOST_STEPS && rig.store.stored.isEmpty(); start++) {
            rig.startAfterKill().worker.runTimes(3);
        }
        rig.startAfterKill().issue(1);
        assertOneOrder();
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void before_the_zone_has_done_what_it_is_asked_nothing_is_lost(Call call) throws Exception {
        rig(Rig.V2);
        rig.zone.before(each -> killIf(each == call));
        killed();
        rig.zone.heal();
        rig.startAfterKill().issue(1);
        assertOneOrder();
        assertEquals(Map.of(), rig.zone.records());
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void after_the_zone_has_done_it_neither(Call call) throws Exception {
        rig(Rig.V2);
        rig.zone.after(each -> killIf(each == call));
        killed();
        rig.zone.heal();
        rig.startAfterKill().issue(1);
        assertOneOrder();
        assertEquals(Map.of(), rig.zone.records());
    }

    @Test
    void a_certificate_that_was_stored_in_the_last_moment_is_not_ordered_again() throws Exception {
        rig(Rig.V2);
        rig.store.afterwards(() -> killIf(true));
        killed();
        rig.store.afterwards(() -> { });
        assertFalse(rig.zone.records().isEmpty());
        rig.startAfterKill().issue(1);
        assertOneOrder();
        assertEquals(Map.of(), rig.zone.records(), "what the kill has left is removed");
        assertFalse(Files.exists(rig.file("order.json")));
    }

    @Test
    void a_renewal_that_was_killed_is_finished_and_still_a_replacement() throws Exception {
        rig(Rig.V2);
        rig.ca.rules().lifetime(Duration.ofHours(20));
        rig.start().issue(1);
        rig.worker.runUntil(() -> rig.ca.orders() == 2, Duration.ofHours(20));
        rig.startAfterKill().issue(2);
        assertEquals(2, rig.ca.orders());
        assertTrue(rig.ca.issued().get(1).replaces().isPresent());
    }

    @Test
    void an_order_that_turned_invalid_meanwhile_is_replaced_by_a_new_one() throws Exception {
        rig(Rig.V2);
        rig.start().worker.runTimes(2);
        rig.worker.clear();
        rig.worker.advance(Duration.ofDays(8));
        rig.startAfterKill().issue(1);
        assertEquals(2, rig.ca.orders());
        assertEquals(0, rig.failed());
    }

    @Test
    void an_order_of_an_account_that_the_ca_has_forgotten_is_replaced_by_a_new_one() throws Exception {
        rig(Rig.V2);
        rig.start().worker.runTimes(2);
        rig.ca.restart(false);
        rig.startAfterKill().issue(1);
        assertEquals(2, rig.ca.orders());
        assertEquals(1, rig.ca.issued().size());
        assertEquals(0, rig.failed());
    }

    @Test
    void an_order_of_another_ca_is_left_alone() throws Exception {
        rig(Rig.V2);
        rig.start().worker.runTimes(2);
        var other = rig.other("other");
        rig.settings.put("directory", other.directory());
        rig.settings.put("trust", other.trust());
        rig.startAfterKill().issue(1);
        assertEquals(1, other.issued().size());
        assertEquals(0, rig.ca.issued().size());
    }

    @Test
    void a_damaged_order_costs_an_order_and_nothing_else() throws Exception {
        rig(Rig.V2);
        rig.start().worker.runTimes(2);
        for (String name : List.of("order.json", "order.previous.json")) {
            Files.writeString(rig.file(name), "rubbish");
        }
        rig.startAfterKill().issue(1);
        assertEquals(2, rig.ca.orders());
        assertEquals(0, rig.failed());
        assertEquals(Map.of(), rig.zone.records());
    }

    static Stream<Arguments> steps() {
        return Stream.of(Rig.V1, Rig.V2).flatMap(abilities -> IntStream.rangeClosed(1, abilities.isEmpty() ? 12 : 9)
                .mapToObj(step -> Arguments.of(abilities, step)));
    }

    private void rig(Set<Ability> abilities) throws Exception {
        rig = new StubRig(folder, abilities);
    }

    private static void killIf(boolean now) {
        if (now) {
            throw new Killed();
        }
    }

    private void killed() {
        assertThrows(Killed.class, () -> rig.start().worker.advance(Duration.ofMinutes(5)));
    }

    private void assertOneOrder() {
        assertEquals(1, rig.ca.orders());
        assertEquals(1, rig.ca.issued().size());
        assertEquals(rig.ca.issued().get(0).certificate(), rig.store.last().leaf());
        assertEquals(0, rig.failed());
    }
}

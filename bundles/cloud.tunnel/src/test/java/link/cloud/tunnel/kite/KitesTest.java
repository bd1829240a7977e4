package link.cloud.tunnel.kite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import link.cloud.tunnel.kite.Kites.Fate;
import org.junit.jupiter.api.Test;

class KitesTest {
    private static final Kite KITE = new Kite(Kite.HTTPS, "remote.abc.box.test");

    private final Kites<Line> kites = new Kites<>("box.test", new Landings<>((task, delay) -> { }));
    private final Line first = new Line("first");
    private final Line second = new Line("second");

    @Test
    void a_kite_that_flies_is_found_until_it_lands() {
        assertTrue(flies(first, ""));
        assertTrue(flies(first, ""));
        assertEquals(Optional.of(first), kites.find(KITE));
        kites.land(second);
        assertEquals(1, kites.size());
        kites.land(first);
        assertEquals(Optional.empty(), kites.find(KITE));
    }

    @Test
    void nobody_gets_a_kite_whose_tunnel_answers() {
        flies(first, "");
        CompletableFuture<Fate> asked = kites.fly(KITE, second, "").toCompletableFuture();
        assertFalse(asked.isDone());
        first.answer.complete(true);
        assertEquals(Fate.TAKEN, asked.join());
        assertEquals(Optional.of(first), kites.find(KITE));
        assertTrue(first.isOpen());
    }

    @Test
    void a_kite_whose_tunnel_is_silent_goes_to_the_first_who_wants_it() {
        flies(first, "");
        Line third = new Line("third");
        CompletableFuture<Fate> asked = kites.fly(KITE, second, "").toCompletableFuture();
        CompletableFuture<Fate> late = kites.fly(KITE, third, "").toCompletableFuture();
        first.answer.complete(false);
        assertEquals(Set.of(Fate.FLIES, Fate.TAKEN), Set.of(asked.join(), late.join()));
        assertEquals(Optional.of(asked.join() == Fate.FLIES ? second : third), kites.find(KITE));
        assertFalse(first.isOpen());
    }

    @Test
    void who_can_name_the_old_session_gets_the_kite_at_once() {
        flies(first, "");
        assertFalse(kites.fly(KITE, second, "guessed").toCompletableFuture().isDone());
        assertTrue(flies(second, "first"));
        assertEquals(Optional.of(second), kites.find(KITE));
        assertFalse(first.isOpen());
    }

    @Test
    void a_kite_that_has_landed_while_its_tunnel_was_asked_is_free() {
        flies(first, "");
        CompletableFuture<Fate> asked = kites.fly(KITE, second, "").toCompletableFuture();
        kites.land(first);
        first.answer.complete(false);
        assertEquals(Fate.FLIES, asked.join());
        assertEquals(Optional.of(second), kites.find(KITE));
    }

    @Test
    void who_finds_that_a_kite_does_not_fly_finds_that_it_has_just_landed() {
        List<Optional<Line>> whenNoted = new ArrayList<>();
        AtomicReference<Kites<Line>> noting = new AtomicReference<>();
        noting.set(new Kites<>("box.test", new Landings<>((task, delay) -> whenNoted.add(noting.get().find(KITE)))));
        noting.get().fly(KITE, first, "");
        noting.get().land(first);
        assertEquals(List.of(Optional.of(first)), whenNoted, "it is noted while it still flies");
        assertEquals(Optional.empty(), noting.get().find(KITE));
    }

    @Test
    void a_tunnel_that_has_ended_flies_nothing() {
        first.end("gone");
        assertFalse(flies(first, ""));
        assertEquals(0, kites.size());
    }

    @Test
    void a_kite_belongs_to_the_zone_of_its_box() {
        for (String host : new String[] {"abc.box.test", "remote.abc.box.test", "x.remote.abc.box.test"}) {
            assertEquals("abc.box.test", new Kite(Kite.HTTPS, host).owner("box.test"));
        }
        for (String host : new String[] {"remote.abc.other.test", "remote.abcbox.test", "box.test"}) {
            assertEquals(host, new Kite(Kite.HTTPS, host).owner("box.test"));
        }
    }

    @Test
    void only_names_of_hosts_on_the_usual_ports_are_kites() {
        assertEquals(Optional.of(KITE), Kite.of("https-443", "Remote.abc.box.test"));
        assertEquals(Optional.of(new Kite(Kite.HTTP, "a")), Kite.of("http", "a"));
        for (String[] bad : new String[][] {{"https-444", "a"}, {"raw", "a"}, {"https", "*.box.test"}, {"https", ""}, {"https", "a b"}}) {
            assertEquals(Optional.empty(), Kite.of(bad[0], bad[1]));
        }
    }

    private boolean flies(Line by, String replaces) {
        return kites.fly(KITE, by, replaces).toCompletableFuture().join() == Fate.FLIES;
    }

    private static final class Line implements Holder {
        private final String session;
        private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
        private boolean ended;

        private Line(String session) {
            this.session = session;
        }

        @Override
        public String session() {
            return session;
        }

        @Override
        public CompletionStage<Boolean> answers() {
            return answer;
        }

        @Override
        public boolean isOpen() {
            return !ended;
        }

        @Override
        public void end(String reason) {
            ended = true;
        }
    }
}

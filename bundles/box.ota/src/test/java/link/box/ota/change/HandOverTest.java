package link.box.ota.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import link.box.common.release.Journal;
import link.box.common.release.Journal.State;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.ota.change.Outcome.Kind;
import link.box.ota.change.guest.Good;
import link.box.ota.change.guest.Heir;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bundle that changes bundles is among those that are changed. */
@Timeout(30)
class HandOverTest {
    @TempDir
    Path root;
    private Lab lab;

    @BeforeEach
    void begin() throws Exception {
        lab = new Lab(root);
        lab.flash(ota("1.0.0").activator(Heir.class), good("1.0.0"));
    }

    @AfterEach
    void end() throws Exception {
        lab.close();
    }

    @Test
    void it_comes_last_and_the_new_one_goes_on() throws Exception {
        assertEquals(new Outcome(Kind.RESTARTING, "the new link.box.ota goes on"), to(ota("1.1.0").activator(Heir.class)));
        assertEquals(List.of("a 1.1.0", "link.box.ota 1.1.0"), lab.active());
        assertEquals("link.box.ota", lab.touched.get(lab.touched.size() - 1));
        assertEquals(State.APPLYING, lab.journal().state());
        assertEquals(Before.Way.HEIR, Before.read(lab.directory.resolve("before"), 1).orElseThrow().way());
        assertEquals(0, lab.restarts.get());
    }

    @Test
    void if_the_new_one_does_not_start_the_old_set_is_restarted() throws Exception {
        Outcome outcome = to(ota("1.1.0").header("Bundle-Activator", "not.There"));
        assertEquals(Kind.RESTARTING, outcome.kind());
        restarts();
    }

    @Test
    void if_the_new_one_starts_and_does_nothing_the_old_set_is_restarted() throws Exception {
        lab.within(Duration.ofSeconds(1));
        assertEquals(new Outcome(Kind.RESTARTING, "the Box restarts with what ran before: the new link.box.ota does not come up"),
                to(ota("1.1.0")));
        restarts();
    }

    @Test
    void another_start_level_of_it_is_no_handing_over() throws Exception {
        Member same = lab.flashed("link.box.ota");
        Member moved = new Member(new NamedBundle("link.box.ota", "1.0.0", 4, "test", same.named().size(),
                same.named().sha256()), same.jar());
        assertEquals(Kind.DONE, lab.to(lab.release(1, lab.stored(good("1.1.0")), moved)).kind());
    }

    private void restarts() throws Exception {
        assertEquals(1, lab.restarts.get());
        Journal journal = lab.journal();
        assertEquals(List.of(State.SETTLED, 0L, OptionalLong.of(1)), List.of(journal.state(), journal.current(), journal.refused()));
    }

    private Outcome to(Jar ota) throws Exception {
        Release release = lab.release(1, lab.stored(ota), lab.stored(good("1.1.0")));
        return lab.to(release);
    }

    private static Jar ota(String version) {
        return Jar.of("link.box.ota", version);
    }

    private static Jar good(String version) throws Exception {
        return Jar.of("a", version).component(Good.class, Runnable.class);
    }
}

package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import link.box.lab.ElevenSteps;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Box is there before anything of the far side: it comes online as that appears, in whatever order. */
class AnyOrderIT {
    private static final long PAUSE_MILLIS = 3_000;

    private interface Part {
        void start() throws Exception;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 7})
    void a_Box_comes_online_in_whatever_order_the_far_side_appears(long seed) throws Exception {
        try (Lab lab = Labs.prepare("order" + seed, LabOptions.usual().behind(LabOptions.Frontend.APART))) {
            List<String> names = new ArrayList<>(List.of("cloud", "CA", "frontend"));
            Collections.shuffle(names, new Random(seed));
            lab.box().start();
            new Watch(lab, lab.theBox()).main();
            for (String name : names) {
                Thread.sleep(PAUSE_MILLIS);
                part(lab, name).start();
            }
            lab.awaitCloud();
            long pid = lab.box().program().pid();
            ElevenSteps eleven = new ElevenSteps(lab, System.out);
            eleven.watch();
            eleven.logIn();
            assertTrue(eleven.ok(), eleven.steps().toString());
            assertEquals(pid, lab.box().program().pid());
            Labs.say("%s: %s", names, eleven.json());
        }
    }

    private static Part part(Lab lab, String name) {
        return switch (name) {
            case "cloud" -> lab.cloud()::start;
            case "CA" -> lab.pebble()::start;
            default -> lab.frontend()::start;
        };
    }
}

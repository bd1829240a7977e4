package link.box.acme.decade;

import java.time.Duration;
import java.util.Random;
import link.box.acme.decade.Moment.End;

/** One life of a Box after the other, until the years are over. */
final class Simulation {
    private static final int LONGEST_DARK_MINUTES = 30;

    private Simulation() {
    }

    /** From a start of the Box to its end. */
    @FunctionalInterface
    interface Life {
        /** @return how it ended */
        End live() throws Exception;
    }

    /** Blocks until the years are over. */
    static Outcome run(World world, Life life) throws Exception {
        Random random = new Random(world.years().seed());
        for (End end = life.live(); end != End.OVER; end = life.live()) {
            world.tally().kills += end == End.CUT ? 1 : 0;
            world.pass(Duration.ofMinutes(1L + random.nextInt(LONGEST_DARK_MINUTES)));
        }
        return Outcome.of(world);
    }
}

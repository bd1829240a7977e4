package link.box.address.names;

import java.io.IOException;
import java.util.Optional;
import java.util.Random;

/** Keeps the state as text; the power may go before or after each write, a write may be refused, and all of it may get lost. */
final class Disk implements Store {
    private static final String MAIN = "id.box.test";

    private final Random random;
    private String text;
    private double crashes;
    private double refusals;

    Disk(Random random) {
        this.random = random;
    }

    void crashes(double probability) {
        crashes = probability;
    }

    void refuses(double probability) {
        refusals = probability;
    }

    void lose() {
        text = null;
    }

    @Override
    public Optional<State> read() throws IOException {
        return text == null ? Optional.empty() : Optional.of(StateFile.parse(text, MAIN));
    }

    @Override
    public void write(State state) throws IOException {
        if (random.nextDouble() < refusals) {
            throw new IOException("no space left on device");
        }
        boolean crash = random.nextDouble() < crashes;
        if (crash && random.nextBoolean()) {
            throw new Crash();
        }
        text = StateFile.text(state, MAIN);
        if (crash) {
            throw new Crash();
        }
    }
}

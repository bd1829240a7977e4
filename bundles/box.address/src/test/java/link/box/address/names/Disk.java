package link.box.address.names;

import java.io.IOException;
import java.util.Optional;
import java.util.Random;

/** Keeps the state as text; the power may go before or after each write, and the whole of it may get lost. */
final class Disk implements Store {
    private final Random random;
    private String text;
    private double crashes;

    Disk(Random random) {
        this.random = random;
    }

    void crashes(double probability) {
        crashes = probability;
    }

    void lose() {
        text = null;
    }

    @Override
    public Optional<State> read() throws IOException {
        return text == null ? Optional.empty() : Optional.of(StateFile.parse(text));
    }

    @Override
    public void write(State state) {
        boolean crash = random.nextDouble() < crashes;
        if (crash && random.nextBoolean()) {
            throw new Crash();
        }
        text = StateFile.text(state);
        if (crash) {
            throw new Crash();
        }
    }
}

package link.box.address.names;

import java.io.IOException;
import java.util.Optional;

/** Where the {@link State} outlives this process. */
interface Store {
    /**
     * @return what was written last; empty if nothing ever was
     * @throws IOException it is damaged
     */
    Optional<State> read() throws IOException;

    /** @throws IOException what was written before is there still */
    void write(State state) throws IOException;
}

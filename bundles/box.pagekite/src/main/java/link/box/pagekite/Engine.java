package link.box.pagekite;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.osgi.framework.BundleContext;

/** A way to fly a kite: the program or our own client. */
interface Engine {
    /**
     * @param nanos a clock that never jumps
     * @return the one that is set
     */
    static Engine of(BundleContext context, PagekiteConfig config, LongSupplier nanos) {
        return switch (config.engine()) {
            case "builtin" -> new BuiltinEngine(context, config, nanos);
            case "process" -> new Launch(context, config);
            default -> throw new IllegalArgumentException("tunnel.engine is neither builtin nor process: " + config.engine());
        };
    }

    /**
     * Looks whether a start makes sense. Blocks for a look-up and a connection.
     *
     * @throws Unusable somebody has to act
     * @throws IOException not now
     */
    void check() throws IOException, Unusable;

    /**
     * To be called now and then: looks anew where it could fly. Blocks for look-ups and connections.
     *
     * @throws Unusable somebody has to act, when it is time to fly anew
     * @throws IOException not now
     */
    void refresh() throws IOException, Unusable;

    /**
     * Starts to fly; returns before it flies.
     *
     * @param host the kite's name
     * @param changed is called, on any thread, when the flight has news, if the engine can tell; its owner looks now and then anyway
     * @throws Unusable somebody has to act
     */
    Flight start(String host, Runnable changed) throws IOException, Unusable;

    /**
     * To be called every second while a flight of its own flies; does not wait.
     *
     * @param kept flights of its own that were left and still go on
     * @param changed as for {@link #start}
     * @return a flight to another frontend that shall follow this one, new or one of those kept, if there is a reason to leave and somewhere to go
     */
    Optional<Flight> follow(Flight flying, List<Flight> kept, Runnable changed) throws IOException, Unusable;

    /** That flight of its own has not flown, or does not any more, although it should. */
    void failed(Flight flight);

    /** @return whether all places where it could fly have failed lately */
    boolean isWorn();

    /** @return how patient one has to be with it */
    Patience patience();

    /** Frees what it holds besides its flights. */
    void close();
}

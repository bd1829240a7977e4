package link.box.testing;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import link.box.api.access.Access;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;
import link.box.api.access.Credential;

/** Lets nobody in. A test that is about somebody who comes in overrides what it needs. */
public class ClosedAccess implements Access {
    private static final String CODE = "GHJK-MNPQ";

    private final BooleanSupplier claimed;

    /** @param claimed whether the Box has an admin, asked each time */
    public ClosedAccess(BooleanSupplier claimed) {
        this.claimed = claimed;
    }

    @Override
    public Optional<Caller> caller(Credential credential) {
        return Optional.empty();
    }

    @Override
    public boolean open(String method, String path) {
        return false;
    }

    @Override
    public boolean granted(String origin) {
        return false;
    }

    @Override
    public Optional<String> homePass(ConnectionClass from) {
        return Optional.empty();
    }

    @Override
    public boolean claimed() {
        return claimed.getAsBoolean();
    }

    @Override
    public Optional<String> setupCode() {
        return claimed() ? Optional.empty() : Optional.of(CODE);
    }
}

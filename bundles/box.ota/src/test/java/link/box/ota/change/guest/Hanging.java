package link.box.ota.change.guest;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;

/** A health check that hangs. */
public class Hanging implements HealthCheck {
    @Override
    public Result execute() {
        try {
            Thread.sleep(3_600_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Result(Result.Status.OK, "late");
    }
}

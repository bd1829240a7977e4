package link.box.api.work;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** All tasks of the Box, to look at. */
@ProviderType
public interface Jobs {
    /** @return a snapshot, in the order of creation */
    List<JobReport> list();
}

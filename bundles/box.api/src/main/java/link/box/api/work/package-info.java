/** Threads, time, retries and what is wrong at the moment. */
@Export
@Version("1.2.0")
package link.box.api.work;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

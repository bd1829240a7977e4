/** Which release of the Box's bundles runs, and how another one comes. */
@Export
@Version("1.1.0")
package link.box.api.release;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** The store on any server that speaks S3. */
package org.beianflow.material.minio;

// Why a request is rejected, in the forms that the base connector tells apart.

/** A rejection that this page makes by itself. */
export const rejected = (message, type = "GENERIC_ERROR") => ({ message, data: { type } });

/**
 * An error of the bridge as an error for the base connector: a custom label outranks a type.
 *
 * @param {Classes} classes the base connector's classes
 * @param {{message: string, data?: {type?: string, customError?: object}}} error
 */
export function asError(classes, { message, data = {} }) {
    if (data?.customError) return new classes.CustomError(data.customError);
    const error = new Error(message);
    return data?.type ? Object.assign(error, { type: data.type }) : error;
}

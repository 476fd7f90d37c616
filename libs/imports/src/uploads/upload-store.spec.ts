import { onUploadSpools, uploadStoreContract } from '../../testing/index.js'

onUploadSpools(uploadStoreContract)

import icon from '../icon.svg'

export const Mark = () => <img src={icon} alt="" width={28} height={28} />
